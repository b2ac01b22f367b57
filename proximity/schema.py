"""Database objects of orders that Django's models cannot say."""

ORDER_NUMBERS = "CREATE SEQUENCE proximity_order_number"
DROP_ORDER_NUMBERS = "DROP SEQUENCE proximity_order_number"

# An order on a contract goes to the contractor who holds it.
CONTRACT = """
ALTER TABLE proximity_workorder ADD CONSTRAINT proximity_workorder_contract_of_contractor
FOREIGN KEY (contract_id, contractor_id) REFERENCES proximity_contract (id, contractor_id)
"""
DROP_CONTRACT = "ALTER TABLE proximity_workorder DROP CONSTRAINT proximity_workorder_contract_of_contractor"
