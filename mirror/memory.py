"""What is the same on many pages, kept in the process's memory for as long as nothing that visitors see has changed."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest

from mirror import changes

Thing = TypeVar("Thing")

# Whoever makes up addresses finds what they name looked up anew.
MOST_KEPT = 200


@dataclass
class _Memory:
    """The things of one generation; whoever meets another begins a new one."""

    generation: str = ""
    things: dict[Hashable, Any] = field(default_factory=dict)


_memory = _Memory()


def generation_of(request: HttpRequest) -> str:
    """Return the name of the generation that a request is answered from; asked for once.

    It is asked before anything kept under it is looked up: what is kept may be newer than its name, never older.
    """
    name: str | None = getattr(request, "generation", None)
    if name is None:
        name = request.generation = changes.generation().name
    return name


def same_for_all(request: HttpRequest, key: Hashable, make: Callable[[], Thing]) -> Thing:
    """Return what ``make`` makes, from memory where this generation has it already.

    Several requests share it, so nobody may change it; and it must not depend on who asks, nor on the hour. A
    transaction that has changed the site, and may go on to, keeps nothing for others.
    """
    global _memory
    if changes.is_changing():
        return make()
    name = generation_of(request)
    memory = _memory
    if memory.generation != name or len(memory.things) >= MOST_KEPT:
        memory = _memory = _Memory(name)
    if key not in memory.things:
        memory.things[key] = make()
    found: Thing = memory.things[key]
    return found
