from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from teams.sealing import reseal

SECRETS = {"totp": ["secret"], "recovery_codes": ["seed", "migrated_codes"]}


class Command(BaseCommand):
    help = "Seal the secrets of all second factors under the first of MFA_ENCRYPTION_KEYS."

    @transaction.atomic
    def handle(self, *args, **options):
        found = Authenticator.objects.filter(type__in=SECRETS).select_for_update().order_by("pk")
        count = 0
        for authenticator in found:
            for name in SECRETS[authenticator.type]:
                if told := authenticator.data.get(name):
                    again = [reseal(code) for code in told] if isinstance(told, list) else reseal(told)
                    authenticator.data[name] = again
            authenticator.save(update_fields=["data"])
            count += 1
        self.stdout.write(f"Second factors sealed: {count}")
