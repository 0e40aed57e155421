import pytest

from monitor.read.absent import says_nothing_is_here

RULES = "Lace rules\n\nLace must be white.\n\nWhoever sells lace must report it."


@pytest.mark.parametrize(
    "title",
    [
        "Page not found",
        "404",
        "Error 404 - Page Not Found | Ministry of Lace",
        "404: The page could not be found",
        "Oops, this page does not exist",
        "Seite nicht gefunden – Amt für Spitze",
        "Pagina niet gevonden",
        "Страница не найдена",
        "Page introuvable",
        "Scheduled maintenance",
        "We’ll be back soon!",
        "Service temporarily unavailable",
        "503 Service Unavailable",
        "An unexpected error has occurred",
        "Sign in to your account",
        "Session expired",
    ],
)
def test_a_page_that_calls_itself_missing_or_closed_is_no_page(title: str) -> None:
    assert says_nothing_is_here("Use the search or go back.", title, "")


@pytest.mark.parametrize(
    "said",
    [
        "The page you are looking for does not exist or has been moved.",
        "We can’t find the page you asked for.",
        "Sorry, the page cannot be found",
        "The requested URL was not found.",
    ],
)
def test_it_may_say_so_in_its_text_alone(said: str) -> None:
    assert says_nothing_is_here(f"Ministry of Lace\n\n{said}\n\nContact us", "Ministry of Lace")


@pytest.mark.parametrize(
    "title",
    ["Lace rules", "Errors in applications for licenses", "Maintenance of ships: general license 8", "Lost and found"],
)
def test_a_page_that_is_about_such_things_is_a_page(title: str) -> None:
    assert says_nothing_is_here(RULES, title) is None


def test_a_button_beside_the_text_says_nothing_of_the_page() -> None:
    assert says_nothing_is_here(f"Sign in\n\n{RULES}", "Lace rules") is None


def test_a_long_page_is_believed_whatever_its_title_says() -> None:
    assert says_nothing_is_here("Lace must be white. " * 200, "Page not found") is None
