"""Leases from a spreadsheet: read as a stream, staged with COPY, judged and written set by set.

`columns` says what a line may hold, `staging` puts the lines into temporary tables, `judging` says which are
refused, `comparing` what the others would change, `writing` does it. `running.run_import` is the whole, in one
transaction; `flow` is what people see of it.
"""
