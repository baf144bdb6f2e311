package io.anchorage.jobs.align;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.family.Families;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Layered;
import io.anchorage.jobs.align.AlignRequest.Form;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.Sha256;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.TableLayout;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.symmetry.Alignment;
import io.anchorage.symmetry.UnitChange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What is done to each field of a table; made on the driver and sent to the executors. */
final class UnitWork implements RowWork {
  private static final long serialVersionUID = 1;

  /** The axes of an image. */
  private static final int AXES = 2;

  private final String root;
  private final FamilyConfig config;
  private final int channels;
  private final UnitChange change;
  private final float[] template;

  private UnitWork(
      String root, FamilyConfig config, int channels, UnitChange change, float[] template) {
    this.root = root;
    this.config = config;
    this.channels = channels;
    this.change = change;
    this.template = template;
  }

  /**
   * Plans the work on a table.
   *
   * @param config the family's settings in the table's recipe
   * @throws UserException of kind INPUT if its fields have no hidden units, or not such as the form
   *     needs, or the template is not there
   */
  static UnitWork of(FieldTable table, FamilyConfig config, Form form) {
    String root = table.files().root();
    Layered layered = layered(config, root);
    int channels = channels(table);
    MlpShape shape = layered.network(config, AXES, channels);
    if (form instanceof Form.Canonical given) {
      UnitChange.Canonical canonical = new UnitChange.Canonical(given.part());
      if (!canonical.suits(shape)) {
        throw new UserException(
            Kind.INPUT,
            "%s holds %s fields, whose activation is not periodic: there are no phases to make canonical; give --canonical signs"
                .formatted(root, config.kind()));
      }
      return new UnitWork(root, config, channels, canonical, null);
    }
    float[] template =
        form instanceof Form.RandomTemplate random
            ? layered.start(config, shape, new Seeds(random.seed(), "", 0))
            : parameters(table, config, ((Form.FieldTemplate) form).id());
    return new UnitWork(root, config, channels, new UnitChange.Aligned(sha256(template)), template);
  }

  private static Layered layered(FamilyConfig config, String root) {
    return config
        .family()
        .adapter(Layered.class)
        .orElseThrow(
            () ->
                new UserException(
                    Kind.INPUT,
                    "%s holds %s fields, which have no hidden units of their own; give a table of family %s"
                        .formatted(
                            root,
                            config.kind(),
                            Families.all().stream()
                                .filter(family -> family.adapters().has(Layered.class))
                                .map(Family::name)
                                .collect(Collectors.joining(" or ")))));
  }

  private static int channels(FieldTable table) {
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      if (!rows.hasNext()) {
        throw new UserException(
            Kind.INPUT,
            "%s holds no fields; give a table that has some".formatted(table.files().root()));
      }
      return rows.next().channels();
    }
  }

  private static float[] parameters(FieldTable table, FamilyConfig config, String id) {
    List<FieldRow> found = table.find(id);
    if (found.isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s has no field %s to align to; give the id of one of its fields, or --to random"
              .formatted(table.files().root(), id));
    }
    return found.get(0).field().floats(column(config));
  }

  private static String column(FamilyConfig config) {
    return config.family().parameterColumns().get(0);
  }

  private static String sha256(float[] parameters) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * parameters.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(parameters);
    return Sha256.of(bytes.array());
  }

  @Override
  public TableSpec spec(TableSpec spec, Recipe recipe) {
    return spec.withRecipe(recipe.then(change).tree());
  }

  @Override
  public String words() {
    return change instanceof UnitChange.Canonical canonical
        ? "hidden units in canonical form (%s)".formatted(Json.lower(canonical.part()))
        : "hidden units aligned to template " + TableLayout.shortHash(templateHash());
  }

  @Override
  public String templateHash() {
    return change instanceof UnitChange.Aligned aligned ? aligned.template() : "";
  }

  @Override
  public RowWork.Open open(FieldTable table) {
    MlpShape shape = layered(config, root).network(config, AXES, channels);
    if (change instanceof UnitChange.Canonical canonical) {
      return new Open(shape, parameters -> canonical.apply(shape, parameters), () -> {});
    }
    Alignment alignment = new Alignment(shape, template);
    return new Open(shape, alignment::apply, alignment::close);
  }

  /** Changes rows, one after the other. */
  final class Open implements RowWork.Open {
    private final MlpShape shape;
    private final UnaryOperator<float[]> form;
    private final Runnable end;

    private Open(MlpShape shape, UnaryOperator<float[]> form, Runnable end) {
      this.shape = shape;
      this.form = form;
      this.end = end;
    }

    @Override
    public FieldRow of(FieldRow row, String recipeHash) {
      float[] parameters = row.field().floats(column(config));
      if (parameters.length != shape.parameters()) {
        throw new UserException(
            Kind.INPUT,
            "Field %s of %s has %d parameters, the others have %d; run verify on the table"
                .formatted(row.summary().id(), root, parameters.length, shape.parameters()));
      }
      return new FieldRow(
          row.summary().withRecipeHash(recipeHash),
          row.field().with(Map.of(column(config), form.apply(parameters))),
          row.curve());
    }

    @Override
    public void close() {
      end.run();
    }
  }
}
