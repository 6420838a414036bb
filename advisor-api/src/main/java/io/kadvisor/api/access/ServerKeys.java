package io.kadvisor.api.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's certificate and key, read into memory. */
final class ServerKeys {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----", Pattern.DOTALL);
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  private ServerKeys() {}

  /**
   * The key store of a PEM pair, without a password.
   *
   * @throws IllegalArgumentException naming the file that is wrong
   */
  static KeyStore of(Tls.Pem pem) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key(pem.key()), new char[0], chain(pem.certificate()));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "the certificate "
              + pem.certificate()
              + " and the key "
              + pem.key()
              + " cannot be used: "
              + reason(e),
          e);
    }
  }

  /**
   * A key store file.
   *
   * @throws IllegalArgumentException naming the file
   */
  static KeyStore of(Tls.Keystore file) {
    try {
      return KeyStore.getInstance(
          file.file().toFile(), file.password().map(String::toCharArray).orElse(new char[0]));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "the key store " + file.file() + " cannot be used: " + reason(e), e);
    }
  }

  private static String reason(Exception failure) {
    return failure.getClass().getSimpleName();
  }

  private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> chain =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      return chain.toArray(new Certificate[0]);
    }
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    Matcher matcher = KEY.matcher(Files.readString(file));
    if (!matcher.find()) {
      throw new InvalidKeySpecException("no PKCS #8 private key in " + file);
    }
    byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
    for (String algorithm : ALGORITHMS) {
      Optional<PrivateKey> key = key(algorithm, spec);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw new InvalidKeySpecException("neither RSA nor EC nor Ed25519 in " + file);
  }

  /** The file does not say which algorithm its key is for: empty when it is another one. */
  private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec spec)
      throws NoSuchAlgorithmException {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    }
  }
}
