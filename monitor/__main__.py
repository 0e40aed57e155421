"""`python -m monitor` is the command `sanctions-monitor`."""

from monitor.cli.main import run

if __name__ == "__main__":
    run()
