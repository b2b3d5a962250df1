"""Drills: what may go wrong in production is done to a real house, gunicorn and worker, on data that is thrown away.

Each is a script: `python -m drills.reading --seconds 60`, and so on; `make drills` runs all. It prints figures, and
ends with 1 when something was not as it should be. `make test` runs short forms (tests/drills/).
"""
