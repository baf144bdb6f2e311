package io.anchorage.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A key that recipes written before it do not have. While it has its default it is left out of what
 * is stored and hashed ({@link ConfigDump#identity}), so that the same recipe keeps its hash, and
 * tables from before it can be resumed. The record must have a static {@code defaults()}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface AddedLater {}
