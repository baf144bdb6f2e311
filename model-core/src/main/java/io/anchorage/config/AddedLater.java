package io.anchorage.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a key that was added after recipes without it had been stored. As long as the key has its
 * default, it is left out of what is stored and hashed ({@link ConfigDump#identity}), so that a
 * recipe keeps its hash and older tables can be resumed. The record, or else the key's own type,
 * must have a static {@code defaults()}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface AddedLater {}
