package io.kadvisor.collector.admin;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** What stands behind an address: nothing, a silent port, a plain one or one that speaks TLS. */
enum Listener {
  UNKNOWN_HOST,
  REFUSED,
  SILENT,
  PLAIN,
  TLS;

  /** Connects and tries a TLS handshake; nothing of Kafka is said and nothing is sent over it. */
  static Listener at(InetSocketAddress address, Duration time) {
    if (address.isUnresolved()) {
      return UNKNOWN_HOST;
    }
    int millis = (int) Math.max(1, time.toMillis());
    try (Socket socket = new Socket()) {
      socket.connect(address, millis);
      socket.setSoTimeout(millis);
      return speaksTls(socket, address) ? TLS : PLAIN;
    } catch (ConnectException e) {
      return REFUSED;
    } catch (java.net.SocketTimeoutException e) {
      return SILENT;
    } catch (IOException e) {
      return PLAIN;
    }
  }

  private static boolean speaksTls(Socket socket, InetSocketAddress address) throws IOException {
    try (SSLSocket tls =
        (SSLSocket)
            anyCertificate()
                .getSocketFactory()
                .createSocket(socket, address.getHostString(), address.getPort(), true)) {
      tls.startHandshake();
      return true;
    } catch (javax.net.ssl.SSLHandshakeException e) {
      // an alert is TLS too (a client certificate is missing); a plain broker just hangs up
      return e.getMessage() != null && e.getMessage().contains("alert");
    } catch (javax.net.ssl.SSLException e) {
      return false;
    }
  }

  /** Whose certificate it is does not matter for the question whether TLS is spoken. */
  private static SSLContext anyCertificate() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  private static final class AnyCertificate implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
