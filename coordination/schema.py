"""What holds between the rows of one case, said to the database: checked once, at the end of each transaction.

`coordination_check_case` holds the case's row while it looks, so that two transactions that are each right alone
cannot be wrong together: the second looks again after the first. It goes by index from the case to its tasks and
their pauses whatever the statistics say (`OFFSET 0` keeps PostgreSQL from joining the whole tables).
"""

CHECK_CASE = """
CREATE FUNCTION coordination_check_case(checked bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    found_case record;
    is_worked_on boolean;
BEGIN
    SELECT closed_at, promised_on INTO found_case FROM coordination_case WHERE id = checked FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN; END IF;
    SELECT EXISTS (SELECT FROM coordination_task WHERE case_id = checked AND done_at IS NULL) INTO is_worked_on;
    IF found_case.closed_at IS NULL AND NOT is_worked_on THEN
        RAISE EXCEPTION 'An open case has an open task'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'case_open_has_task';
    ELSIF found_case.closed_at IS NOT NULL AND is_worked_on THEN
        RAISE EXCEPTION 'A closed case has no open task'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'case_closed_has_no_task';
    END IF;
    IF found_case.promised_on IS DISTINCT FROM
        (SELECT "on" FROM coordination_promise WHERE case_id = checked ORDER BY id DESC LIMIT 1) THEN
        RAISE EXCEPTION 'A case bears its last promise'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'case_bears_last_promise';
    END IF;
    IF EXISTS (
        SELECT FROM coordination_task t
        CROSS JOIN LATERAL (SELECT * FROM coordination_pause WHERE task_id = t.id OFFSET 0) p
        WHERE t.case_id = checked
            AND (p.started_at < t.opened_at OR coalesce(p.ended_at, 'infinity') > coalesce(t.done_at, 'infinity'))
    ) THEN
        RAISE EXCEPTION 'A pause lies within its task'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pause_within_task';
    END IF;
END $$
"""
DROP_CHECK_CASE = "DROP FUNCTION coordination_check_case(bigint)"

CASE_NUMBERS = "CREATE SEQUENCE coordination_case_number"
DROP_CASE_NUMBERS = "DROP SEQUENCE coordination_case_number"

# A residence that changes agency takes its cases along; their tasks follow by composite key.
FOLLOW_AGENCY = """
CREATE FUNCTION coordination_follow_agency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE coordination_case SET agency_id = NEW.agency_id WHERE residence_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER coordination_follow_agency AFTER UPDATE OF agency_id ON housing_residence
    FOR EACH ROW WHEN (OLD.agency_id IS DISTINCT FROM NEW.agency_id)
    EXECUTE FUNCTION coordination_follow_agency()
"""
DROP_FOLLOW_AGENCY = """
DROP TRIGGER coordination_follow_agency ON housing_residence;
DROP FUNCTION coordination_follow_agency()
"""

PLACE_AGENCY = """
    SELECT agency_id INTO NEW.agency_id FROM housing_residence WHERE id = NEW.residence_id FOR SHARE;
    RETURN NEW;
"""

ENDANGERED_TASK = """
    SELECT LEAST(NEW.due_at, due_at, (promised_on + 1)::timestamp AT TIME ZONE 'Europe/Paris')
        INTO NEW.endangered_at FROM coordination_case WHERE id = NEW.case_id;
    RETURN NEW;
"""
ENDANGERED_CASE = """
    UPDATE coordination_task SET endangered_at =
        LEAST(due_at, NEW.due_at, (NEW.promised_on + 1)::timestamp AT TIME ZONE 'Europe/Paris')
        WHERE case_id = NEW.id AND done_at IS NULL;
    RETURN NULL;
"""


def check_case(column: str) -> str:
    """Body of a deferred trigger: check the case of the row that changed."""
    return f"PERFORM coordination_check_case({column}); RETURN NULL;"


CHECK_CASE_OF_TASK = """
    IF TG_OP <> 'INSERT' THEN PERFORM coordination_check_case(OLD.case_id); END IF;
    IF TG_OP <> 'DELETE' AND (TG_OP = 'INSERT' OR NEW.case_id <> OLD.case_id) THEN
        PERFORM coordination_check_case(NEW.case_id);
    END IF;
    RETURN NULL;
"""
CHECK_CASE_OF_PAUSE = check_case("(SELECT case_id FROM coordination_task WHERE id = NEW.task_id)")
