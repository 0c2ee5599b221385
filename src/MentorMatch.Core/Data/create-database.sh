#!/usr/bin/env bash
# Run once by the database's container. A role that owns the application's database and nothing else: row-level
# security binds it, as it would not bind a superuser.
set -euo pipefail
psql --set=ON_ERROR_STOP=1 --username=postgres --set=password="$APPLICATION_PASSWORD" <<'SQL'
CREATE ROLE mentormatch LOGIN PASSWORD :'password';
CREATE DATABASE mentormatch OWNER mentormatch;
SQL
