package io.kadvisor.cli.config;

/**
 * A key that {@code kadvisor.yaml} may have, for the configuration reference.
 *
 * @param path with {@code []} for an element of a list and {@code *} for a free name
 * @param type what may stand there
 * @param fallback what is in force without it; empty where there is nothing
 */
public record ConfigKey(String path, String type, String fallback) {}
