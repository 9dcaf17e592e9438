"""What is told of a fault of the program: where it happened, never the data it happened with."""

import traceback


def frames_of(error: BaseException) -> str:
    """The frames and kinds of an error and its causes; their messages may quote the user's figures and stay away."""
    parts: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        parts.append("".join(traceback.format_tb(seen.__traceback__)) + type(seen).__name__)
        seen = seen.__cause__ or seen.__context__
    return "\n\n".join(reversed(parts))
