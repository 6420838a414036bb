package io.kadvisor.api.event;

import java.util.Optional;

/**
 * Something to tell subscribers.
 *
 * @param sequence of this process alone, rising
 * @param position of the record behind it; absent for a state such as health, which is told anew
 *     and never missed
 * @param data JSON in one line
 */
public record Event(long sequence, String type, Optional<Position> position, String data) {}
