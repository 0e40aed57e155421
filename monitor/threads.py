"""Blocking work beside the event loop, in threads that never hold up the end of the program. Not which work.

The loop's own executor is waited for when the loop ends, however long its work takes; a page that takes minutes to read
must not keep a service from stopping.
"""

from __future__ import annotations

import _thread
import asyncio
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")


async def beside(work: Callable[[], _T]) -> _T:
    """The result of blocking work, or what it raises. A caller that is cancelled leaves the thread to itself."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_T] = loop.create_future()

    def settle(result: _T | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]  # the work's own result, None included

    def run() -> None:
        result, failed = None, None
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 -- handed to the waiting side
            failed = error
        try:
            loop.call_soon_threadsafe(settle, result, failed)
        except RuntimeError:
            return  # the loop has ended meanwhile, and with it whoever waited

    # Not `threading.Thread`, whose start waits until the thread has had its turn: with several at work that stops the loop.
    _thread.start_new_thread(run, ())
    return await done
