# Built from an unpacked distribution, or from kadvisor-cli/target/distribution of a clone: nothing is compiled here.
FROM eclipse-temurin:17-jre

RUN groupadd --system --gid 10001 kadvisor \
 && useradd --system --uid 10001 --gid 10001 --home-dir /var/lib/kadvisor --no-create-home kadvisor \
 && install -d -o 10001 -g 10001 -m 0750 /var/lib/kadvisor

# without broker-lib: the demo's brokers do not belong into a service
COPY kadvisor VERSION LICENSE NOTICE /opt/kadvisor/
COPY licenses/ /opt/kadvisor/licenses/
COPY lib/ /opt/kadvisor/lib/

USER 10001:10001
WORKDIR /var/lib/kadvisor
VOLUME /var/lib/kadvisor
EXPOSE 8081 8443
ENTRYPOINT ["/opt/kadvisor/kadvisor"]
CMD ["run", "--config", "/etc/kadvisor/kadvisor.yaml"]
