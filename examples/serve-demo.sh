#!/bin/sh
# Opens the demo's record: serve-demo.sh PORT COMMAND…, the command without its port. On a terminal it stays until Ctrl-C;
# where nobody is there to press that, it goes on in the background and says how it is ended.
set -eu
port=$1
shift
[ -t 1 ] && exec "$@" --port "$port"
for port in "$port" 0; do  # 0: any that is free
  : >demo.db.log  # here: the address of an earlier one must not be taken for this one's
  nohup "$@" --port "$port" >>demo.db.log 2>&1 </dev/null &
  while kill -0 $! 2>/dev/null; do
    if address=$(grep '^http' demo.db.log); then
      echo "$address shows the record; this ends it: kill $!"
      exit 0
    fi
    sleep 0.2
  done
  cat demo.db.log >&2
done
exit 1
