package ihct.kernel.stop;

import java.lang.instrument.Instrumentation;

/** Named in the jar's manifest as its agent, so that classes of cells can be redefined in place. */
public final class Agent {

  private static volatile Instrumentation instrumentation;

  private Agent() {}

  /** Called by Java before the program starts. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    Agent.instrumentation = instrumentation;
  }

  /** Called by Java when the agent is added to a program that runs. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    Agent.instrumentation = instrumentation;
  }

  /** What redefines classes; null when Java was started without the agent. */
  public static Instrumentation instrumentation() {
    return instrumentation;
  }
}
