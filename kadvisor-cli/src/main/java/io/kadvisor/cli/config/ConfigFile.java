package io.kadvisor.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kadvisor.cli.config.KadvisorConfig.Api;
import io.kadvisor.cli.config.KadvisorConfig.Cluster;
import io.kadvisor.cli.config.KadvisorConfig.Collector;
import io.kadvisor.cli.config.KadvisorConfig.Health;
import io.kadvisor.cli.config.KadvisorConfig.Home;
import io.kadvisor.cli.config.KadvisorConfig.Streams;
import io.kadvisor.cli.config.KadvisorConfig.Webhook;
import io.kadvisor.collector.probe.ProbeSettings;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads {@code kadvisor.yaml}. All faults are told at once; nothing is guessed. */
public final class ConfigFile {
  /** One of each section that may be left out or stand several times. */
  private static final String EVERY_SECTION =
      """
      home: {client: {any: ""}}
      clusters: [{client: {any: ""}, cores-per-broker: 4, jmx: {any: ""}}]
      streams: {properties: {any: ""}}
      api: {tls: {}}
      health: {port: 8081}
      webhook: {url: "https://any"}
      policy: {owners: [{}], capacity: {brokers: {any: {}}}, drain: {any: []}}
      """;

  /** Stands for a free name. */
  private static final String ANY = "any";

  private final YAMLMapper mapper =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private final PolicySection policySection;

  /** A reader that knows the rules which a policy may name. */
  public ConfigFile(List<RuleDefinition> rules) {
    this.policySection = new PolicySection(rules);
  }

  /**
   * The configuration in a file.
   *
   * @throws InvalidConfig with everything that is wrong
   */
  public KadvisorConfig read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new InvalidConfig(
          file.toString(),
          List.of(
              new Fault(
                  "the file",
                  "",
                  "cannot be read (" + e + "): name a readable file with --config")));
    }
  }

  /**
   * The configuration in a text.
   *
   * @param origin for the error
   * @throws InvalidConfig with everything that is wrong
   */
  public KadvisorConfig parse(String origin, String yaml) {
    List<Fault> faults = new ArrayList<>();
    KadvisorConfig config = parse(origin, yaml, faults, key -> {});
    if (!faults.isEmpty()) {
      throw new InvalidConfig(origin, faults);
    }
    return config;
  }

  private KadvisorConfig parse(
      String origin, String yaml, List<Fault> faults, Consumer<ConfigKey> asked) {
    Section root = new Section("", tree(origin, yaml), faults, asked);
    KadvisorConfig config = config(root);
    root.close();
    return config;
  }

  /** Every key that the file may have, in the order of reading; free names stand as {@code *}. */
  public List<ConfigKey> keys() {
    Map<String, ConfigKey> keys = new LinkedHashMap<>();
    parse(
        "every key",
        EVERY_SECTION,
        new ArrayList<>(),
        key -> keys.putIfAbsent(free(key).path(), free(key)));
    return List.copyOf(keys.values());
  }

  private static ConfigKey free(ConfigKey key) {
    String path = key.path().replaceAll("\\[\\d+]", "[]").replaceAll("\\.any(?=\\.|$)", ".*");
    return new ConfigKey(path, key.type(), key.fallback());
  }

  private JsonNode tree(String origin, String yaml) {
    try {
      JsonNode tree = mapper.readTree(yaml);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "the file" : "line " + e.getLocation().getLineNr();
      throw new InvalidConfig(
          origin, List.of(new Fault(where, "", "is not YAML: " + withoutQuotes(e))));
    }
  }

  /** The parser's sentences without the lines of the file that it quotes: they may hold secrets. */
  private static String withoutQuotes(JsonProcessingException e) {
    return e.getOriginalMessage()
        .lines()
        .filter(line -> !line.startsWith(" "))
        .collect(Collectors.joining(", "));
  }

  private KadvisorConfig config(Section root) {
    Home home = home(root.section("home"));
    List<Cluster> clusters = clusters(root, home);
    return new KadvisorConfig(
        home,
        clusters,
        collector(root.section("collector")),
        streams(root.section("streams")),
        api(root.section("api")),
        health(root.section("health")),
        root.has("webhook") ? Optional.of(webhook(root.section("webhook"))) : Optional.empty(),
        policy(root.section("policy"), clusters));
  }

  private PolicyTemplate policy(Section section, List<Cluster> clusters) {
    PolicyTemplate policy = policySection.read(section);
    List<String> aliases = clusters.stream().map(Cluster::alias).toList();
    policy.drain().keySet().stream()
        .filter(alias -> !aliases.contains(alias) && !alias.equals(ANY))
        .forEach(
            alias -> section.section("drain").faultAt(alias, "must be an alias under clusters"));
    return policy;
  }

  private static Home home(Section home) {
    Home read = new Home(client(home), home.text("prefix", "kadvisor."));
    if (!read.prefix().matches("[a-zA-Z0-9._-]{0,100}")) {
      home.faultAt("prefix", "must be at most 100 letters, digits, dots, dashes or underscores");
    }
    home.close();
    return read;
  }

  private static Map<String, String> client(Section section) {
    Map<String, String> client = section.properties("client");
    if (!client.containsKey("bootstrap.servers")) {
      section
          .section("client")
          .faultAt("bootstrap.servers", "must name brokers as host:port,host:port");
    }
    return client;
  }

  private static List<Cluster> clusters(Section root, Home home) {
    List<Cluster> clusters = new ArrayList<>();
    Set<String> aliases = new HashSet<>();
    for (Section section : root.sections("clusters")) {
      Cluster cluster = cluster(section, home);
      if (!aliases.add(cluster.alias())) {
        section.faultAt("alias", "must differ from every other cluster's");
      }
      clusters.add(cluster);
    }
    if (clusters.isEmpty()) {
      root.faultAt("clusters", "must list at least one cluster to watch, with alias and client");
    }
    return clusters;
  }

  private static Cluster cluster(Section section, Home home) {
    String alias = section.requiredText("alias", "must be a name for this cluster");
    Map<String, String> client = client(section);
    Section sweep = section.section("sweep");
    Duration fast = sweep.duration("fast", Duration.ofSeconds(5));
    Duration slow = sweep.duration("slow", Duration.ofSeconds(60));
    if (slow.compareTo(fast) < 0) {
      sweep.faultAt("slow", "must be at least as long as sweep.fast (" + fast.toMillis() + "ms)");
    }
    sweep.close();
    Optional<Double> cores =
        section.has("cores-per-broker")
            ? Optional.of(section.number("cores-per-broker", 1, 0))
            : Optional.empty();
    ProbeSettings probe = ProbeSection.read(section.section("probe"), home.prefix());
    Cluster cluster = new Cluster(alias, client, fast, slow, cores, jmx(section), probe);
    section.close();
    return cluster;
  }

  private static Map<Integer, String> jmx(Section section) {
    Map<Integer, String> addresses = new LinkedHashMap<>();
    section
        .properties("jmx")
        .forEach(
            (broker, address) -> {
              if (!broker.matches("\\d{1,9}") || !address.matches(".+:\\d{1,5}")) {
                section.section("jmx").faultAt(broker, "must read <broker id>: <host>:<port>");
              } else {
                addresses.put(Integer.parseInt(broker), address);
              }
            });
    return addresses;
  }

  private static Collector collector(Section section) {
    Collector collector = new Collector(section.text("instance-id", "collector-1"));
    section.close();
    return collector;
  }

  private static Streams streams(Section section) {
    Streams streams =
        new Streams(
            section.text("application-id", "kadvisor"),
            section.text("instance-id", "streams-1"),
            Path.of(section.text("state-dir", "kadvisor-state")),
            section.integer("threads", 1, 1, 64),
            section.integer("standby-replicas", 0, 0, 5),
            section.duration("silence-after", Duration.ofSeconds(30)),
            section.duration("metadata-max-age", Duration.ofSeconds(30)),
            section.properties("properties"));
    section.close();
    return streams;
  }

  private static Api api(Section section) {
    Optional<Api.Tls> tls = Optional.empty();
    if (section.has("tls")) {
      Section files = section.section("tls");
      tls =
          Optional.of(
              new Api.Tls(
                  Path.of(files.requiredText("certificate", "must name a PEM file")),
                  Path.of(files.requiredText("private-key", "must name a PEM file"))));
      files.close();
    }
    Api api =
        new Api(
            section.text("host", "127.0.0.1"),
            section.integer("port", 8080, 0, 65_535),
            section.flag("try-next-port", false),
            tls,
            section.text("tokens-file").map(Path::of));
    section.close();
    return api;
  }

  private static Health health(Section section) {
    Optional<Integer> port =
        section.has("port")
            ? Optional.of(section.integer("port", 8081, 0, 65_535))
            : Optional.empty();
    Health health = new Health(section.text("host", "127.0.0.1"), port);
    section.close();
    return health;
  }

  private static Webhook webhook(Section section) {
    String remedy = "must be an address such as https://host/path";
    URI url = address(section.requiredText("url", remedy));
    if (section.has("url") && url.getHost() == null) {
      section.faultAt("url", remedy);
    }
    Webhook webhook =
        new Webhook(
            url,
            Path.of(section.requiredText("secret-file", "must name a file with a secret a line")),
            section.choice("minimum-severity", Severity.class).orElse(Severity.WARNING),
            section.choices("categories", Category.class, EnumSet.allOf(Category.class)));
    section.close();
    return webhook;
  }

  private static URI address(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return URI.create("");
    }
  }
}
