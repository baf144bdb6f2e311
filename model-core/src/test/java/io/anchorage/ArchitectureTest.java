package io.anchorage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The import rules of the architecture: imports point one way, and heavy libraries live at the
 * edge.
 *
 * <p>Over 300 lines, because the rules of all rooms stand in one place.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.anchorage");

  @ParameterizedTest
  @CsvSource({
    "signal, 8",
    "field, 7",
    "family, 10",
    "kernel, 2",
    "fit, 10",
    "format, 2",
    "task, 12",
    "equation, 10",
    "cloud, 10",
    "learn, 5",
    "score, 1",
    "config, 1"
  })
  void the_rules_see_the_classes_of_each_package(String name, int atLeast) {
    assertThat(CLASSES.stream().filter(within("io.anchorage." + name)).count())
        .isGreaterThanOrEqualTo(atLeast);
  }

  @Test
  void the_rules_see_the_vector_kernels_and_the_engines_of_libraries_and_devices() {
    assertThat(CLASSES.stream().anyMatch(within("io.anchorage.kernel.vector"))).isTrue();
    assertThat(CLASSES.stream().anyMatch(within("io.anchorage.fit.djl"))).isTrue();
    assertThat(CLASSES.stream().anyMatch(within("io.anchorage.fit.cuda"))).isTrue();
    assertThat(CLASSES.stream().anyMatch(within("io.anchorage.kernel.cuda"))).isTrue();
  }

  @Test
  void the_science_knows_nothing_of_spark_or_hadoop() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(CLASSES);
  }

  @Test
  void the_tensor_library_is_used_by_its_engine_families_adapters_and_the_classifiers_only() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.anchorage.fit.djl..", "io.anchorage.family.*.djl..", "io.anchorage.learn..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(CLASSES);
  }

  /**
   * {@code x.mul(2)} makes an array of the number, frees it, and returns: a gradient that is taken
   * later reads what has come to lie there. Optimisers record no gradients.
   */
  @Test
  void networks_do_not_multiply_by_plain_numbers() {
    DescribedPredicate<JavaAccess<?>> plainNumbers =
        DescribedPredicate.describe(
            "products, quotients and powers with a plain number",
            access ->
                access.getTargetOwner().isAssignableTo("ai.djl.ndarray.NDArray")
                    && Set.of("mul", "div", "pow", "maximum", "minimum")
                        .contains(access.getTarget().getName())
                    && access.getTarget().getFullName().contains("(java.lang.Number)"));
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.anchorage.fit.djl..", "io.anchorage.family.*.djl..", "io.anchorage.learn..")
        .and()
        .resideOutsideOfPackage("io.anchorage.learn.optim..")
        .and()
        .doNotHaveSimpleName("TorchAdam")
        .should()
        .accessTargetWhere(plainNumbers)
        .check(CLASSES);
  }

  @Test
  void native_libraries_are_called_by_the_binding_to_the_gpu_only() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.anchorage.kernel.cuda..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.jna..")
        .check(CLASSES);
  }

  @Test
  void the_gpu_is_used_by_its_engine_and_families_adapters_only() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.anchorage.kernel.cuda..", "io.anchorage.fit.cuda..", "io.anchorage.family.*.cuda..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.anchorage.kernel.cuda..")
        .check(CLASSES);
  }

  @Test
  void only_the_vector_kernels_use_the_incubating_vector_module() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.anchorage..vector..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator..")
        .check(CLASSES);
  }

  @Test
  void nothing_refers_to_the_vector_kernels() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.anchorage..vector..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.anchorage..vector..")
        .check(CLASSES);
  }

  @Test
  void kernels_know_nothing_but_arithmetic() {
    dependsOnOursOnly("kernel", "io.anchorage.kernel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"format", "score", "config"})
  void leaves_use_nothing_of_ours_but_the_user_exception(String leaf) {
    dependsOnOursOnly(leaf, "io.anchorage." + leaf);
  }

  @Test
  void signals_know_nothing_of_fields_and_fits() {
    noClasses()
        .that()
        .resideInAPackage("io.anchorage.signal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.anchorage.field..", "io.anchorage.fit..", "io.anchorage.cloud..")
        .check(CLASSES);
  }

  /** A task goes with any family: it knows none, and no fit. */
  @Test
  void tasks_know_images_and_nothing_of_fields_and_fits() {
    noClasses()
        .that()
        .resideInAPackage("io.anchorage.task..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.anchorage.field..",
            "io.anchorage.fit..",
            "io.anchorage.family..",
            "io.anchorage.cloud..",
            "io.anchorage.learn..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage("io.anchorage.family..", "io.anchorage.field..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.anchorage.task..")
        .check(CLASSES);
  }

  /** What an equation asks for does not depend on what is asked. */
  @Test
  void equations_know_signals_and_jets_and_nothing_of_fields_and_fits() {
    noClasses()
        .that()
        .resideInAPackage("io.anchorage.equation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.anchorage.field..",
            "io.anchorage.fit..",
            "io.anchorage.family..",
            "io.anchorage.task..",
            "io.anchorage.cloud..",
            "io.anchorage.learn..")
        .check(CLASSES);
  }

  @Test
  void fields_know_nothing_of_fits() {
    noClasses()
        .that()
        .resideInAnyPackage("io.anchorage.field..", "io.anchorage.cloud..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.anchorage.fit..", "io.anchorage.learn..")
        .check(CLASSES);
  }

  @Test
  void fits_know_no_family() {
    noClasses()
        .that()
        .resideInAPackage("io.anchorage.fit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.anchorage.family..")
        .check(CLASSES);
  }

  /** What coordinate MLPs have in common is the one exception. */
  @Test
  void families_do_not_know_each_other() {
    SlicesRuleDefinition.slices()
        .matching("io.anchorage.family.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(DescribedPredicate.alwaysTrue(), within("io.anchorage.family.mlp"))
        .check(CLASSES);
  }

  @Test
  void only_the_registry_names_the_families() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.anchorage.family..", "io.anchorage.learn..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.anchorage.family.*..")
        .check(CLASSES);
  }

  @Test
  void nothing_in_the_core_knows_the_classifiers() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.anchorage.learn..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.anchorage.learn..")
        .check(CLASSES);
  }

  @Test
  void optimisers_know_weights_but_no_model_and_models_know_nothing_of_training() {
    noClasses()
        .that()
        .resideInAPackage("io.anchorage.learn.optim..")
        .should()
        .dependOnClassesThat(
            within("io.anchorage")
                .and(DescribedPredicate.not(within("io.anchorage.learn.optim")))
                .and(DescribedPredicate.not(within("io.anchorage.learn.net")))
                // A state that is written down is tensors with names.
                .and(DescribedPredicate.not(within("io.anchorage.format"))))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage("io.anchorage.learn.net..", "io.anchorage.learn.point..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.anchorage.learn.train..", "io.anchorage.learn.optim..")
        .check(CLASSES);
  }

  @Test
  void classifiers_know_nothing_of_engines() {
    noClasses()
        .that()
        .resideInAPackage("io.anchorage.learn..")
        .should()
        .dependOnClassesThat(within("io.anchorage.fit"))
        .check(CLASSES);
  }

  private static void dependsOnOursOnly(String name, String own) {
    classes()
        .that()
        .resideInAPackage("io.anchorage." + name + "..")
        .should()
        .onlyDependOnClassesThat(
            within(own)
                .or(JavaClass.Predicates.equivalentTo(UserException.class))
                .or(JavaClass.Predicates.equivalentTo(UserException.Kind.class))
                .or(DescribedPredicate.not(within("io.anchorage")).as("not ours")))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> within(String packageName) {
    return JavaClass.Predicates.resideInAPackage(packageName + "..");
  }
}
