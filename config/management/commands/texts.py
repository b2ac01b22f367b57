"""`manage.py texts extract|compile|check`: the catalogues of what tenants read (docs/texts.md)."""

from django.core.management.base import BaseCommand, CommandError

from config import catalogue


class Command(BaseCommand):
    help = "Brings the words tenants read into the catalogues, compiles them, or says what is not translated."

    def add_arguments(self, parser):
        parser.add_argument("act", choices=["extract", "compile", "check"])

    def handle(self, *args, act, **options):
        {"extract": self.extract, "compile": self.compile, "check": self.verify}[act]()

    def extract(self):
        found = catalogue.extract()
        for language in catalogue.catalogues():
            told = catalogue.faults(catalogue.update(language, found), found)
            self.stdout.write(f"{language}: {len(found)} texts, {len(told)} to translate or to mend.")
            for line in told:
                self.stdout.write(f"  {line}")

    def compile(self):
        for path in catalogue.compile_all():
            self.stdout.write(f"{path} compiled.")

    def verify(self):
        found = catalogue.extract()
        told = [
            f"{language}: {line}"
            for language, path in catalogue.catalogues().items()
            for line in catalogue.faults(catalogue.read(path), found)
        ]
        if told:
            raise CommandError("\n".join(told))
