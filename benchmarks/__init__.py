"""Speed against a floor measured in the same run. `bin/bench [name…] [--lines N…]`.

Each module but the helpers has `run(sizes) -> Iterator[Figure]`.
"""
