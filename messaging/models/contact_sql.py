"""`Contact.search_text`, kept by the database whoever writes: the words by which one finds a person.

Names, the digits of each telephone without country code or zero, the number of each lease, and of each present
home its door, its reference and the words of its staircase. `refresh` takes out, at night, the homes left since.
Whoever writes by the thousand sets `LATER` in the transaction, and then says them all at once (`SAY`).
"""

DIGITS = "regexp_replace(number, '^\\+(33|262|590|594|596|508|687|689)?', '')"
HOME = "concat_ws(' ', ltrim(u.door, '0'), u.door, u.landlord_ref, s.search_text)"
WORDS = """
CREATE FUNCTION messaging_contact_words(contact bigint, names text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT palier_plain(concat_ws(' ', names,
        (SELECT string_agg({DIGITS}, ' ' ORDER BY id)
            FROM messaging_phone WHERE contact_id = contact),
        (SELECT string_agg(lease_number, ' ' ORDER BY id) FROM messaging_occupancy WHERE contact_id = contact),
        (SELECT string_agg(
                {HOME}, ' ' ORDER BY o.id)
            FROM messaging_occupancy o JOIN housing_unit u ON u.id = o.unit_id
            JOIN housing_staircase s ON s.id = o.staircase_id
            WHERE o.contact_id = contact AND (o.until IS NULL OR o.until >= current_date))
    ))
$$
""".replace("{DIGITS}", DIGITS).replace("{HOME}", HOME)
DROP_WORDS = "DROP FUNCTION messaging_contact_words(bigint, text)"

REFRESH = """
UPDATE messaging_contact SET search_text = messaging_contact_words(id, last_name || ' ' || first_name)
WHERE id IN (SELECT contact_id FROM messaging_occupancy WHERE until < %(today)s AND until >= %(since)s)
"""

LATER = "SET LOCAL palier.words_later = on"
NOT_NOW = "current_setting('palier.words_later', true) = 'on'"

OF_CONTACT = f"""
CREATE FUNCTION messaging_words_of_contact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {NOT_NOW} THEN RETURN NEW; END IF;
    NEW.search_text := messaging_contact_words(NEW.id, NEW.last_name || ' ' || NEW.first_name);
    RETURN NEW;
END $$;
CREATE TRIGGER messaging_words_of_contact BEFORE INSERT OR UPDATE OF last_name, first_name ON messaging_contact
    FOR EACH ROW EXECUTE FUNCTION messaging_words_of_contact()
"""
DROP_OF_CONTACT = """
DROP TRIGGER messaging_words_of_contact ON messaging_contact; DROP FUNCTION messaging_words_of_contact()
"""

OF_PLACE = """
CREATE FUNCTION messaging_words_of_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE messaging_contact c SET search_text = messaging_contact_words(c.id, c.last_name || ' ' || c.first_name)
        WHERE c.id IN (SELECT contact_id FROM messaging_occupancy o WHERE o.staircase_id = NEW.id
            AND (o.until IS NULL OR o.until >= current_date));
    RETURN NULL;
END $$;
CREATE TRIGGER messaging_words_of_place AFTER UPDATE OF search_text ON housing_staircase
    FOR EACH ROW WHEN (OLD.search_text IS DISTINCT FROM NEW.search_text)
    EXECUTE FUNCTION messaging_words_of_place()
"""
DROP_OF_PLACE = """
DROP TRIGGER messaging_words_of_place ON housing_staircase; DROP FUNCTION messaging_words_of_place()
"""

SAY = """
UPDATE messaging_contact c SET search_text = said.words
FROM (
    SELECT id, messaging_contact_words(id, last_name || ' ' || first_name) AS words
    FROM messaging_contact WHERE id IN ({contacts})
) said
WHERE said.id = c.id AND c.search_text IS DISTINCT FROM said.words
"""

# The same words for many at once: each table is read through, where the function looks up each person; with looks
# at what was found, as the planner would take so many for a few.
SAY_MANY = """
CREATE TEMP TABLE contacts_told ON COMMIT DROP AS SELECT DISTINCT * FROM ({contacts}) told (id);
ANALYZE contacts_told;
CREATE TEMP TABLE contacts_said ON COMMIT DROP AS
SELECT who.id, palier_plain(concat_ws(' ', who.last_name || ' ' || who.first_name, phones.words, homes.leases,
    homes.words)) AS words
FROM messaging_contact who JOIN contacts_told USING (id)
LEFT JOIN (
    SELECT contact_id, string_agg({DIGITS}, ' ' ORDER BY id) AS words
    FROM messaging_phone WHERE contact_id IN (SELECT id FROM contacts_told) GROUP BY 1
) phones ON phones.contact_id = who.id
LEFT JOIN (
    SELECT o.contact_id, string_agg(o.lease_number, ' ' ORDER BY o.id) AS leases,
        string_agg({HOME}, ' ' ORDER BY o.id)
            FILTER (WHERE u.id IS NOT NULL AND (o.until IS NULL OR o.until >= current_date)) AS words
    FROM messaging_occupancy o LEFT JOIN housing_unit u ON u.id = o.unit_id
    LEFT JOIN housing_staircase s ON s.id = o.staircase_id
    WHERE o.contact_id IN (SELECT id FROM contacts_told) GROUP BY 1
) homes ON homes.contact_id = who.id;
ANALYZE contacts_said;
UPDATE messaging_contact c SET search_text = said.words FROM contacts_said said
WHERE said.id = c.id AND c.search_text IS DISTINCT FROM said.words;
DROP TABLE contacts_told, contacts_said
""".replace("{DIGITS}", DIGITS).replace("{HOME}", HOME)

# Once a statement, however many its rows: a row at a time took minutes for a whole landlord.
OF_ROWS = """
CREATE FUNCTION messaging_words_of_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {not_now} THEN RETURN NULL; END IF;
    IF TG_OP = 'INSERT' THEN {inserted}; END IF;
    IF TG_OP = 'UPDATE' THEN {updated}; END IF;
    IF TG_OP = 'DELETE' THEN {deleted}; END IF;
    RETURN NULL;
END $$
""".format(
    not_now=NOT_NOW,
    inserted=SAY.format(contacts="SELECT contact_id FROM now_rows"),
    updated=SAY.format(contacts="SELECT contact_id FROM now_rows UNION SELECT contact_id FROM then_rows"),
    deleted=SAY.format(contacts="SELECT contact_id FROM then_rows"),
)
EVENTS = {
    "INSERT": "NEW TABLE AS now_rows", "UPDATE": "OLD TABLE AS then_rows NEW TABLE AS now_rows",
    "DELETE": "OLD TABLE AS then_rows",
}  # fmt: skip
ROW_TABLES = ("messaging_phone", "messaging_occupancy")
TRIGGERS_OF_ROWS = "; ".join(
    f"CREATE TRIGGER messaging_words_of_{event.lower()} AFTER {event} ON {table} REFERENCING {tables}"
    " FOR EACH STATEMENT EXECUTE FUNCTION messaging_words_of_rows()"
    for table in ROW_TABLES
    for event, tables in EVENTS.items()
)
DROP_OF_ROWS = (
    "; ".join(
        f"DROP TRIGGER messaging_words_of_{event.lower()} ON {table}" for table in ROW_TABLES for event in EVENTS
    )
    + "; DROP FUNCTION messaging_words_of_rows()"
)

# A residence that changes agency takes along the people who live there.
FOLLOW_AGENCY = """
CREATE FUNCTION messaging_follow_agency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE messaging_contact SET agency_id = NEW.agency_id WHERE agency_id = OLD.agency_id AND id IN (
        SELECT contact_id FROM messaging_occupancy WHERE residence_id = NEW.id
            AND (until IS NULL OR until >= current_date));
    RETURN NULL;
END $$;
CREATE TRIGGER messaging_follow_agency AFTER UPDATE OF agency_id ON housing_residence
    FOR EACH ROW WHEN (OLD.agency_id IS DISTINCT FROM NEW.agency_id)
    EXECUTE FUNCTION messaging_follow_agency()
"""
DROP_FOLLOW_AGENCY = """
DROP TRIGGER messaging_follow_agency ON housing_residence; DROP FUNCTION messaging_follow_agency()
"""
