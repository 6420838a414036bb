package io.kadvisor.api.access;

import java.security.KeyStore;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The connector that the server listens on. */
public final class Doors {
  private Doors() {}

  /** Group ids hold any character, so a path segment may hold any, percent-encoded. */
  public static Connector open(
      Server server, HttpConfiguration http, String host, int port, Optional<Tls> tls) {
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setSendServerVersion(false);
    ServerConnector connector =
        tls.map(t -> secure(server, http, t)).orElseGet(() -> plain(server, http));
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }

  private static ServerConnector plain(Server server, HttpConfiguration http) {
    return new ServerConnector(server, new HttpConnectionFactory(http));
  }

  private static ServerConnector secure(Server server, HttpConfiguration http, Tls tls) {
    SecureRequestCustomizer customizer = new SecureRequestCustomizer();
    customizer.setSniHostCheck(false);
    http.addCustomizer(customizer);
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(keys(tls));
    context.setKeyStorePassword(password(tls));
    return new ServerConnector(
        server, new SslConnectionFactory(context, "http/1.1"), new HttpConnectionFactory(http));
  }

  private static KeyStore keys(Tls tls) {
    return tls instanceof Tls.Pem pem ? ServerKeys.of(pem) : ServerKeys.of((Tls.Keystore) tls);
  }

  private static String password(Tls tls) {
    return tls instanceof Tls.Keystore store ? store.password().orElse("") : "";
  }
}
