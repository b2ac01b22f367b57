"""Contacts, SMS out and in: outbox, gateways, webhooks, threads."""
