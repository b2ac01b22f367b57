"""Roles of a social landlord's staff (DESIGN §4). Codes are stored, labels are shown."""

from django.db import models


class Role(models.TextChoices):
    LEASING_OFFICER = "leasing_officer", "Chargé de location"
    TENANCY_OFFICER = "tenancy_officer", "Chargé de clientèle"
    ARREARS_OFFICER = "arrears_officer", "Chargé de recouvrement"
    SOCIAL_WORKER = "social_worker", "Conseiller social (CESF)"
    PROXIMITY_MANAGER = "proximity_manager", "Responsable de secteur"
    CARETAKER = "caretaker", "Gardien"
    TECHNICIAN = "technician", "Technicien maintenance"
    ASSET_PLANNER = "asset_planner", "Patrimoine (PSP)"
    CONTRACT_MANAGER = "contract_manager", "Gestionnaire de marchés"
    CONTACT_CENTRE = "contact_centre", "Relation client"
    AGENCY_MANAGER = "agency_manager", "Responsable d’agence"
    DIRECTOR = "director", "Direction"
    ADMIN = "admin", "Administrateur"
