"""`manage.py wording_counts`: how often people wrote on in spite of the warning, by month and category."""

from django.core.management.base import BaseCommand

from teams.models import WordingWarning
from teams.wording import Category


class Command(BaseCommand):
    help = (
        "Counts, by month and category, the texts recorded in spite of the warning (for the DPO; nobody is named)."
    )

    def handle(self, *args, **options):
        for month, category, count in WordingWarning.objects.by_month():
            self.stdout.write(f"{month:%Y-%m}  {count:5}  {Category(category).label}")
