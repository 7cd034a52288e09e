# Two stages: the first has pip and builds the environment, the second only runs it.
FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /dorsi
COPY requirements.lock .
RUN python -m venv .venv \
    && .venv/bin/python -m pip install --require-hashes -r requirements.lock

FROM python:3.13-slim
LABEL org.opencontainers.image.title="Dorsi" \
      org.opencontainers.image.description="A Telegram coach for runners' ankles" \
      org.opencontainers.image.licenses="MIT"
ENV PATH=/dorsi/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --create-home --uid 10001 dorsi
WORKDIR /dorsi
COPY --from=build /dorsi/.venv .venv
COPY LICENSE ./
COPY content content
COPY scheduler scheduler
COPY storage storage
COPY bot bot
RUN mkdir data && chown dorsi:dorsi data
USER 10001
VOLUME /dorsi/data
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-m", "bot", "health"]
STOPSIGNAL SIGINT
CMD ["python", "-m", "bot", "run"]
