package io.kadvisor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote beside this class. */
final class KadvisorVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"kadvisor " + number()};
  }

  static String number() {
    try (InputStream in = KadvisorVersion.class.getResourceAsStream("version.properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("version.properties is unreadable: the jar is damaged", e);
    }
  }
}
