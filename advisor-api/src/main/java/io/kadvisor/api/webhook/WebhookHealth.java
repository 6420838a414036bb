package io.kadvisor.api.webhook;

import io.kadvisor.api.health.RoleHealth;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the webhook is: degraded while its receiver or its topic does not answer, never down. */
final class WebhookHealth implements RoleHealth {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookHealth.class);

  private final String receiver;
  private final InstantSource clock;
  private Instant since;
  private String ofTopic = "";
  private String ofReceiver = "";
  private long delivered;
  private long failedAttempts;
  private long refused;
  private long leftOut;
  private long unreadable;

  WebhookHealth(String receiver, InstantSource clock) {
    this.receiver = receiver;
    this.clock = clock;
    this.since = clock.instant();
  }

  synchronized void delivered() {
    delivered++;
    turn(ofTopic, "");
  }

  synchronized void failed(String why) {
    failedAttempts++;
    turn(ofTopic, why);
  }

  synchronized void refused(String key, String why) {
    refused++;
    LOG.atError()
        .addKeyValue("revision", key)
        .addKeyValue("why", why)
        .log("The webhook's receiver refuses an advisory for good; it is left out");
    turn(ofTopic, why);
  }

  synchronized void leftOut() {
    leftOut++;
  }

  synchronized void unreadable() {
    unreadable++;
  }

  /** The topic cannot be read. */
  synchronized void stumbled(String why) {
    turn(why, ofReceiver);
  }

  /** It can. */
  synchronized void reads() {
    turn("", ofReceiver);
  }

  private void turn(String topic, String receiving) {
    boolean before = well();
    ofTopic = topic;
    ofReceiver = receiving;
    if (before != well()) {
      since = clock.instant();
      if (well()) {
        LOG.info("The webhook delivers again");
      } else {
        LOG.atWarn()
            .addKeyValue("why", trouble())
            .log("The webhook does not deliver; trying again");
      }
    }
  }

  private boolean well() {
    return trouble().isEmpty();
  }

  private String trouble() {
    return ofTopic.isEmpty() ? ofReceiver : ofTopic;
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public synchronized Status status() {
    return well() ? Status.UP : Status.DEGRADED;
  }

  @Override
  public synchronized Instant since() {
    return since;
  }

  @Override
  public synchronized Map<String, String> details() {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("receiver", receiver);
    if (!well()) {
      details.put("trouble", trouble());
    }
    counts().forEach((name, count) -> details.put(name.replace('_', ' '), count.toString()));
    return details;
  }

  @Override
  public synchronized Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("delivered", delivered);
    counts.put("attempts_failed", failedAttempts);
    counts.put("refused", refused);
    counts.put("left_out", leftOut);
    counts.put("unreadable", unreadable);
    return counts;
  }
}
