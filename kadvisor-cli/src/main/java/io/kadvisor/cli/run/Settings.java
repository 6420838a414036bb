package io.kadvisor.cli.run;

import io.kadvisor.api.ApiSettings;
import io.kadvisor.api.access.Tls;
import io.kadvisor.api.access.Tokens;
import io.kadvisor.api.webhook.WebhookSettings;
import io.kadvisor.cli.config.KadvisorConfig;
import io.kadvisor.cli.config.WatchedClusters;
import io.kadvisor.collector.CollectorSettings;
import io.kadvisor.collector.sweep.SelfNames;
import io.kadvisor.streams.running.StreamsSettings;
import io.kadvisor.wire.TopicProvisioning;
import io.kadvisor.wire.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The configuration in the words of each role. */
final class Settings {
  private Settings() {}

  static ApiSettings api(KadvisorConfig config) {
    KadvisorConfig.Api api = config.api();
    return new ApiSettings(
        api.host(),
        api.port(),
        api.tryNextPort(),
        api.tls().map(files -> new Tls.Pem(files.certificate(), files.key())),
        api.tokensFile().map(Tokens::read).orElseGet(Tokens::none),
        new HashMap<>(config.home().client()),
        config.home().prefix(),
        config.clusters().stream().map(KadvisorConfig.Cluster::alias).collect(Collectors.toSet()));
  }

  /** The instances of one application id share the work. */
  static Optional<WebhookSettings> webhook(KadvisorConfig config) {
    return config
        .webhook()
        .map(
            hook ->
                WebhookSettings.of(
                    hook.url(),
                    hook.secretFile(),
                    hook.minimumSeverity(),
                    hook.categories(),
                    config.streams().applicationId() + "-webhook"));
  }

  static StreamsSettings streams(
      KadvisorConfig config, Topics topics, TopicProvisioning.Replication replication) {
    KadvisorConfig.Streams streams = config.streams();
    StreamsSettings usual =
        StreamsSettings.of(
            client(config.home().client(), streams.properties()),
            topics,
            streams.instanceId(),
            streams.stateDir(),
            replication);
    return new StreamsSettings(
        usual.client(),
        topics,
        streams.applicationId(),
        streams.instanceId(),
        streams.stateDir(),
        replication,
        streams.threads(),
        streams.standbyReplicas(),
        streams.silenceAfter(),
        usual.memory(),
        streams.metadataMaxAge());
  }

  private static Map<String, String> client(Map<String, String> home, Map<String, String> more) {
    Map<String, String> client = new HashMap<>(home);
    client.putAll(more);
    return client;
  }

  static CollectorSettings collector(KadvisorConfig config, Topics topics) {
    String application = config.streams().applicationId();
    SelfNames self =
        new SelfNames(
            List.of(topics.prefix(), application + "-"), List.of(topics.prefix(), application));
    return new CollectorSettings(
        config.collector().instanceId(),
        config.home().client(),
        topics,
        self,
        config.clusters().stream().map(WatchedClusters::of).toList());
  }
}
