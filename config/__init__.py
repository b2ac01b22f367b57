"""Wires the apps together. Holds no domain rule."""

from .celery import app as celery_app

__all__ = ["celery_app"]
