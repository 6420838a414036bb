#!/usr/bin/env bash
# Makes what docker-compose.yml mounts and what must not be shipped: a certificate and tokens, in secrets/.
set -eu
cd "$(dirname "$0")"
if [ -e secrets ]; then
  echo "$PWD/secrets is there already; remove it to make new ones."
  exit 0
fi
umask 077
new=$(mktemp -d ./secrets.XXXXXX)
openssl req -x509 -newkey rsa:2048 -nodes -days 825 -subj /CN=kadvisor \
  -addext 'subjectAltName=DNS:localhost,DNS:api,IP:127.0.0.1' \
  -keyout "$new/tls.key" -out "$new/tls.crt" 2>"$new/openssl.log" || { cat "$new/openssl.log" >&2; exit 3; }
rm "$new/openssl.log"
printf %s "$(openssl rand -hex 24)" >"$new/prometheus-token"
printf 'prometheus read %s\n' "$(cat "$new/prometheus-token")" >"$new/tokens"
printf 'operator approve %s\n' "$(openssl rand -hex 24)" >>"$new/tokens"
# the folder keeps others of this machine out; the users of the containers must read the files
chmod 644 "$new"/*
mv "$new" secrets
echo "$PWD/secrets: a certificate for localhost, and tokens (the one of 'operator' is for the page)."
