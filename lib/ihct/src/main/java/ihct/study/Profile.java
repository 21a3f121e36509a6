package ihct.study;

import ihct.data.DataSettings;
import ihct.data.Scale;
import ihct.display.FrontEnd;
import ihct.files.Names;
import ihct.models.TrainingOptions;

/**
 * How much a notebook computes. The environment variable {@value #VARIABLE} chooses.
 *
 * <p>A profile changes the size of the simulation and the length of training, never the method.
 */
public enum Profile {
  /** Seconds: to see that everything works. Accuracies mean nothing. */
  SMOKE(Scale.SMALL, 3, 256),
  /** Minutes on two cores: enough to see what each notebook is about. */
  DEFAULT(Scale.DEMO, 6, 256),
  /** The paper's size: hours. */
  PAPER(Scale.PAPER, TrainingOptions.paper().epochs(), TrainingOptions.paper().batch());

  static {
    FrontEnd.current(); // every notebook begins here, and its kernel may have to learn of figures
  }

  /** The environment variable that names the profile. */
  public static final String VARIABLE = "IHCT_PROFILE";

  private final Scale scale;
  private final int epochs;
  private final int batch;

  Profile(Scale scale, int epochs, int batch) {
    this.scale = scale;
    this.epochs = epochs;
    this.batch = batch;
  }

  /**
   * Reads the profile from the environment.
   *
   * @return the profile that {@value #VARIABLE} names; {@link #DEFAULT} if it is not set
   * @throws IllegalArgumentException if it names none; the message lists the profiles
   */
  public static Profile current() {
    String name = System.getenv(VARIABLE);
    return name == null || name.isBlank()
        ? DEFAULT
        : Names.parse(Profile.class, "Profile (" + VARIABLE + ")", name);
  }

  /**
   * Says how many songs are simulated where no file is given.
   *
   * @return the size of the simulation
   */
  public Scale scale() {
    return scale;
  }

  /**
   * Says how many genres are simulated where no file is given.
   *
   * @return genres
   */
  public int genres() {
    return scale.genres();
  }

  /**
   * Says where the songs come from: the files that {@value WorkbenchFolder#SONGS} names, else the
   * simulation. Genres with fewer than 50 rows are left out, and of each at most 200 rows are kept.
   *
   * @param genres how many to simulate, at least 2; files have their own
   * @return the songs' settings
   * @throws IllegalArgumentException if there are too few genres
   */
  public DataSettings songs(int genres) {
    return WorkbenchFolder.songs(DataSettings.simulated(scale, genres, null));
  }

  /**
   * Says how long networks learn.
   *
   * @return passes over the training songs
   */
  public int epochs() {
    return epochs;
  }

  /**
   * Says how many songs a network sees per step.
   *
   * @return songs
   */
  public int batch() {
    return batch;
  }

  /**
   * Says how networks are trained: the paper's learning rate and seed, this profile's epochs and
   * batch.
   *
   * @return the options
   */
  public TrainingOptions training() {
    return training(epochs);
  }

  /**
   * The same for another length of training.
   *
   * @param passes over the training songs, at least 1
   * @return the options
   * @throws IllegalArgumentException if there is none
   */
  public TrainingOptions training(int passes) {
    TrainingOptions paper = TrainingOptions.paper();
    return TrainingOptions.of(passes, batch, paper.learningRate(), paper.seed());
  }

  /**
   * Starts a clock, and prints how long the profile is expected to take.
   *
   * @param smokeSeconds expected on two cores, profile smoke
   * @param defaultSeconds expected on two cores, profile default
   * @param paperSeconds expected on two cores, profile paper
   * @return the running clock; {@link RunTime#stop} prints the real time
   */
  public RunTime expect(double smokeSeconds, double defaultSeconds, double paperSeconds) {
    double expected =
        switch (this) {
          case SMOKE -> smokeSeconds;
          case DEFAULT -> defaultSeconds;
          case PAPER -> paperSeconds;
        };
    return RunTime.start(this, expected);
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return Names.of(this);
  }
}
