package io.anchorage.jobs.security;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callCodeUnitWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.anchorage.fit.Engines;
import io.anchorage.jobs.cli.Main;
import io.anchorage.jobs.source.Datasets;
import java.io.ObjectInput;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Java's deserialisation runs code that bytes name. Spark's own between its processes sends
 * Hadoop's settings along; nothing that is read from a disk or a network takes that way.
 */
class DeserialisationTest {
  private static final String BETWEEN_SPARKS_PROCESSES = "io.anchorage.jobs.storage.OwnSettings";
  private static final Set<String> CALLS = Set.of("<init>", "readObject", "readUnshared");

  private static final String OTHER_WAYS =
      "java\\.beans\\.XML(De|En)coder|.*\\.SerializationUtils|.*\\.kryo\\..*"
          + "|java\\.rmi\\..*|javax\\.script\\..*|javax\\.naming\\..*";

  private static ArchRule rule() {
    DescribedPredicate<JavaCall<?>> deserialises =
        DescribedPredicate.describe(
            "Java deserialises bytes",
            call ->
                call.getTargetOwner().isAssignableTo(ObjectInput.class)
                    && CALLS.contains(call.getName())
                    && !call.getOriginOwner().getName().equals(BETWEEN_SPARKS_PROCESSES));
    return classes()
        .should(
            never(callCodeUnitWhere(deserialises))
                .and(never(dependOnClassesThat(HasName.Predicates.nameMatching(OTHER_WAYS)))));
  }

  @Test
  void nothing_that_is_read_is_deserialised_by_java() {
    JavaClasses ours =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.anchorage");
    assertThat(ours.contain(Main.class) && ours.contain(Engines.class)).as("both modules").isTrue();
    rule().check(ours);
  }

  @Test
  void the_rule_sees_what_does() {
    assertThat(
            rule().evaluate(new ClassFileImporter().importClasses(Datasets.class)).hasViolation())
        .isTrue();
  }
}
