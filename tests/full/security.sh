#!/usr/bin/env bash
# The same as tests/e2e/security_test.sh with 10,000 idle connections.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SOUK_IDLE=10000 bash "$here/../e2e/security_test.sh"
