#!/bin/sh
# Brings one host up and keeps it: a start of the container is a boot of the host, so what a boot
# clears is cleared. The daemons run beside this script, so that a test may kill and restart them.
set -e
find /run/libvirt -mindepth 1 -delete 2> /dev/null || mkdir -p /run/libvirt
rm -f /run/libvirtd.pid /run/virtlogd.pid
grep -q '^host_uuid' /etc/libvirt/libvirtd.conf \
  || echo "host_uuid = \"$HOST_UUID\"" >> /etc/libvirt/libvirtd.conf
/usr/local/sbin/start-daemon
echo READY
exec sleep infinity
