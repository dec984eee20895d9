# make run    serve the demonstration and the real register at http://127.0.0.1:8000 (PORT=… for another)
# make test   every check; as root it installs what it needs
# make soak   kills, large data, long simulations
# make bench  measurements (BENCH=part for one)
# make lock   compile the hash-pinned requirements anew; make dist: an archive that installs without npm
SHELL := bash
.DEFAULT_GOAL := run
.PHONY: run test soak bench setup dist lock clean

run:
	@tools/setup base
	@tools/serve

test:
	@tools/setup test
	@tools/checks test

soak:
	@tools/setup test
	@tools/checks soak

bench:
	@tools/setup bench
	@tools/checks bench

setup:
	@tools/setup test

dist:
	@tools/setup base
	@tools/dist

lock:
	@tools/lock

# What people entered lies in var/: it is left alone. Remove it by hand.
clean:
	rm -rf .venv node_modules dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf fivestar/foundation/static/vendor var/static var/test
	find fivestar tests -name __pycache__ -type d -prune -exec rm -rf {} +
	find fivestar/locale -name '*.mo' -delete
