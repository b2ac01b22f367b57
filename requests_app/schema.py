"""What holds between a request and its case, checked by the database at the end of each transaction."""

# « Every open request bears a promised date »: looked at when the request is written. The last promise of a case
# is never taken away (`coordination.schema`): it holds from then on.
CHECK_PROMISE = """
    IF EXISTS (
        SELECT FROM coordination_case WHERE id = NEW.case_id AND closed_at IS NULL AND promised_on IS NULL
    ) THEN
        RAISE EXCEPTION 'An open request bears a promised date'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'request_has_promise';
    END IF;
    RETURN NULL;
"""
