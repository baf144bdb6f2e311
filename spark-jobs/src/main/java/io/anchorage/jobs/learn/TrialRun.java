package io.anchorage.jobs.learn;

import io.anchorage.cloud.Sample;
import io.anchorage.format.Safetensors;
import io.anchorage.format.Tensor;
import io.anchorage.format.TensorFile;
import io.anchorage.jobs.BuildInfo;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.train.EpochMetrics;
import io.anchorage.learn.train.Evaluation;
import io.anchorage.learn.train.Fact;
import io.anchorage.learn.train.ModelFiles;
import io.anchorage.learn.train.Predictor;
import io.anchorage.learn.train.SampleSource;
import io.anchorage.learn.train.Split;
import io.anchorage.learn.train.TrainOutcome;
import io.anchorage.learn.train.TrainedModel;
import io.anchorage.learn.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One training run, from a table to a model's files. Runs on an executor. */
final class TrialRun {
  private final Tensors torch;
  private final Trial trial;
  private final SampleTable table;
  private final StorageFolder files;
  private final TrainJobConfig job;
  private final TrainedModel last;

  /** A run that begins anew. */
  TrialRun(Tensors torch, Trial trial, SampleTable table, StorageFolder files) {
    this(torch, trial, table, files, null);
  }

  /**
   * @param files the folder of this training run
   * @param last the folder of a finished model to begin with; null to begin anew
   */
  TrialRun(Tensors torch, Trial trial, SampleTable table, StorageFolder files, StorageFolder last) {
    this.torch = torch;
    this.trial = trial;
    this.table = table;
    this.files = files;
    this.job = trial.job();
    this.last = last == null ? null : ModelFolder.read(last);
  }

  /**
   * Trains the model, resuming from the checkpoint in the folder if there is one.
   *
   * @param watch receives the progress after each batch
   * @param stops whether to stop after the current batch, keeping the last epoch's checkpoint
   * @return the result, or null if the run was stopped
   * @throws io.anchorage.UserException if the config or the table is at fault
   */
  TrialResult run(Consumer<TrialProgress> watch, BooleanSupplier stops) {
    try {
      Path scratch = Files.createTempDirectory("anchorage-train");
      try {
        return run(scratch, watch, stops);
      } finally {
        remove(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TrialResult run(Path scratch, Consumer<TrialProgress> watch, BooleanSupplier stops)
      throws IOException {
    SampleSource source = table.source(job.clouds().split(), job.clouds().memoryBytes());
    Path checkpoint = files.localFolder().orElse(scratch).resolve(ModelFolder.CHECKPOINT);
    if (files.localFolder().isEmpty() && files.exists(ModelFolder.CHECKPOINT)) {
      Files.write(checkpoint, files.content(ModelFolder.CHECKPOINT));
    }
    Recorder recorder = new Recorder(files, checkpoint, watch, stops);
    Trainer trainer = new Trainer(torch, job.train(), recorder);
    TrainOutcome outcome =
        (last == null ? trainer : trainer.from(last.weights())).train(source, checkpoint);
    if (outcome.ended() == TrainOutcome.Ended.STOPPED) {
      return null;
    }
    recorder.finish();
    TrainedModel model = outcome.model().from(facts());
    TrialResult result = score(model, source, outcome);
    write(model, scratch.resolve("model"));
    files.put(ModelFolder.RESULT, ModelFolder.page(result.tree()));
    files.deleteQuietly(ModelFolder.CHECKPOINT);
    return result;
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>(table.facts());
    facts.add(new Fact(ModelInput.FACT, new ModelInput(job.clouds().input()).json()));
    Changes changes = new Changes(job.clouds().changes());
    if (!changes.equals(Changes.NONE)) {
      facts.add(new Fact("changes", changes.json()));
    }
    facts.add(new Fact("split", job.clouds().split()));
    if (last != null) {
      facts.add(new Fact("begun-from", hash(last)));
    }
    facts.add(new Fact("anchorage", BuildInfo.version()));
    facts.add(new Fact("commit", BuildInfo.commit()));
    return facts;
  }

  /** The hash of a model's file of weights. */
  private static String hash(TrainedModel model) {
    return Safetensors.sha256(Safetensors.encode(new TensorFile(model.weights(), new TreeMap<>())));
  }

  /** Writes the model's files, the card last: a folder with a card holds a complete model. */
  private void write(TrainedModel model, Path scratch) throws IOException {
    ModelFiles.write(model, scratch);
    files.put(ModelFiles.WEIGHTS, Files.readAllBytes(scratch.resolve(ModelFiles.WEIGHTS)));
    files.put(ModelFiles.CARD, Files.readAllBytes(scratch.resolve(ModelFiles.CARD)));
  }

  private TrialResult score(TrainedModel model, SampleSource source, TrainOutcome outcome) {
    Map<String, Object> confusion = new LinkedHashMap<>();
    confusion.put("classes", model.classes());
    Evaluation validation = null;
    Evaluation test = null;
    try (Predictor predictor = new Predictor(torch, model)) {
      if (job.train().validationShare() > 0) {
        validation = predictor.evaluate(new Validation(source, job.train().split()));
        confusion.put("validation", Scores.tree(validation));
      }
      if (!job.clouds().test().isEmpty() && table.classes().labelled(job.clouds().test()) > 0) {
        test = predictor.evaluate(table.stream(job.clouds().test()));
        confusion.put(job.clouds().test(), Scores.tree(test));
      }
    }
    files.put(ModelFolder.CONFUSION, ModelFolder.page(confusion));
    return result(outcome, validation, test);
  }

  private TrialResult result(TrainOutcome outcome, Evaluation validation, Evaluation test) {
    List<EpochMetrics> history = outcome.history();
    EpochMetrics best = history.get(outcome.bestEpoch() - 1);
    double seconds = history.stream().mapToDouble(EpochMetrics::seconds).sum();
    long steps = history.get(history.size() - 1).steps();
    long parameters =
        outcome.model().weights().values().stream()
            .map(Tensor::data)
            .mapToLong(d -> d.length)
            .sum();
    return new TrialResult(
        trial.name(),
        trial.variant(),
        job.train().model().kind(),
        trial.folder(),
        trial.seed(),
        parameters,
        history.size(),
        outcome.bestEpoch(),
        outcome.ended().name().toLowerCase(Locale.ROOT),
        best.trainAccuracy(),
        validation == null ? 0 : validation.confusion().total(),
        validation == null ? Double.NaN : validation.loss(),
        validation == null ? Double.NaN : validation.confusion().accuracy(),
        test == null ? 0 : test.confusion().total(),
        test == null ? Double.NaN : test.loss(),
        test == null ? Double.NaN : test.confusion().accuracy(),
        seconds,
        (double) steps * job.train().batch() / seconds,
        torch.description());
  }

  /** The validation samples of a dataset, in dataset order. */
  private static final class Validation implements SampleSource {
    private final SampleSource source;
    private final Split split;

    Validation(SampleSource source, Split split) {
      this.source = source;
      this.split = split;
    }

    @Override
    public List<String> classes() {
      return source.classes();
    }

    @Override
    public Stream inOrder() {
      return new Validating(source.inOrder(), split);
    }

    @Override
    public Stream shuffled(Philox draws) {
      throw new UnsupportedOperationException("validation has one order");
    }
  }

  private static final class Validating implements SampleSource.Stream {
    private final SampleSource.Stream samples;
    private final Split split;
    private Sample next;

    Validating(SampleSource.Stream samples, Split split) {
      this.samples = samples;
      this.split = split;
    }

    @Override
    public boolean hasNext() {
      while (next == null && samples.hasNext()) {
        Sample sample = samples.next();
        next = split.validates(sample) ? sample : null;
      }
      return next != null;
    }

    @Override
    public Sample next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no sample is left");
      }
      Sample sample = next;
      next = null;
      return sample;
    }

    @Override
    public void close() {
      samples.close();
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
