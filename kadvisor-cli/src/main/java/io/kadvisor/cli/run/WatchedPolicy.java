package io.kadvisor.cli.run;

import io.kadvisor.cli.config.ConfigFile;
import io.kadvisor.cli.config.InvalidConfig;
import io.kadvisor.cli.config.PolicyTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy in the configuration file as it stands now; a broken file is told once and leaves the
 * last good one.
 */
final class WatchedPolicy implements Supplier<PolicyTemplate> {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedPolicy.class);

  private final ConfigFile reader;
  private final Path file;
  private PolicyTemplate good;
  private FileTime read;

  WatchedPolicy(ConfigFile reader, Path file, PolicyTemplate first) {
    this.reader = reader;
    this.file = file;
    this.good = first;
    this.read = changed();
  }

  @Override
  public synchronized PolicyTemplate get() {
    FileTime now = changed();
    if (!now.equals(read)) {
      read = now;
      reread();
    }
    return good;
  }

  private void reread() {
    try {
      good = reader.read(file).policy();
      LOG.info("The policy in {} was read again", file);
    } catch (InvalidConfig e) {
      LOG.error("The policy in force stays, since {}", e.getMessage());
    }
  }

  private FileTime changed() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
