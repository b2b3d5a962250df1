"""Short drills: readers, editors, kill -9, a stopped database, a full disk, no mail server, a clock that jumps."""

import pytest
from django.db import connection

from drills import clock, disk_full, editors, killing, no_database, no_mail, reading
from drills.house import House
from drills.outcome import Drill

# How much of each: seconds, rounds, mails, jumps.
ON: dict[str, list[tuple[Drill, int]]] = {
    "sqlite": [
        (reading.drill, 3),
        (editors.drill, 1),
        (killing.drill, 3),
        (disk_full.drill, 1),
        (no_mail.drill, 3),
        (clock.drill, 4),
    ],
    "postgresql": [(editors.drill, 1), (no_database.drill, 2)],
}
# So that the run on PostgreSQL, which is for what asks a database, takes its own along.
pytestmark = [pytest.mark.django_db] if connection.vendor == "postgresql" else []
# A house is started within the first, and a busy machine takes its time for that.
pytestmark.append(pytest.mark.timeout(600))


@pytest.mark.parametrize(("drill", "amount"), ON[connection.vendor], ids=lambda one: getattr(one, "__module__", None))
def test_the_house_stands(house: House, drill: Drill, amount: int) -> None:
    outcome = drill(house, amount)
    assert outcome.faults == [], outcome.figures
