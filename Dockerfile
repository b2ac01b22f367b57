# Three stages: front assets from npm, Python packages, and the image that runs, as a user without rights.

FROM node:24-slim AS assets
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM python:3.13-slim AS packages
COPY requirements/production.txt /tmp/production.txt
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --disable-pip-version-check -r /tmp/production.txt

FROM python:3.13-slim
# weasyprint's: text layout for PDF, and a font.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --home-dir /app --shell /usr/sbin/nologin palier
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    PALIER_VAR=/tmp/palier MEDIA_ROOT=/media
WORKDIR /app
COPY --from=packages /venv /venv
COPY . .
COPY --from=assets /app/node_modules node_modules
# These values only let the settings load here; nothing of them stays in the image's environment.
RUN SECRET_KEY=build-0123456789012345678901234567890123456789 DATABASE_URL=postgresql://build/build \
    REDIS_URL=redis://build sh -c "python manage.py texts compile && python manage.py collectstatic --no-input --verbosity 0" \
    && install -d -o palier -g palier /media
USER palier
VOLUME /media
EXPOSE 8000
# Threads, since a slow tablet holds one for long; a worker is renewed from time to time.
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "8", "--timeout", "30", "--max-requests", "5000", "--max-requests-jitter", "500", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["python", "config/probe.py"]
