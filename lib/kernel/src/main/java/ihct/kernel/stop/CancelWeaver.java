package ihct.kernel.stop;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves {@link CancelPoint#check} into a class: at the start of each method and before each jump
 * backwards. Adds no member, so that a woven class can still be redefined; needs no room on the
 * stack, so that frames stay as they are.
 */
public final class CancelWeaver {

  private static final String OWNER = CancelPoint.class.getName().replace('.', '/');

  private CancelWeaver() {}

  /**
   * Adds the calls; a class that has no room for them stays as it is, and cannot be stopped but by
   * leaving it behind.
   */
  public static byte[] weave(byte[] bytes) {
    try {
      return woven(bytes);
    } catch (MethodTooLargeException | ClassTooLargeException e) {
      return bytes;
    }
  }

  private static byte[] woven(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new Classes(writer), 0);
    return writer.toByteArray();
  }

  private static final class Classes extends ClassVisitor {

    Classes(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String type, String signature, String[] exceptions) {
      return new Methods(super.visitMethod(access, name, type, signature, exceptions));
    }
  }

  private static final class Methods extends MethodVisitor {

    private final Set<Label> passed = new HashSet<>();

    Methods(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      check();
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      if (passed.contains(label)) {
        check();
      }
      super.visitJumpInsn(opcode, label);
    }

    private void check() {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, OWNER, "check", "()V", false);
    }
  }
}
