"""Jupyter's own suite of tests for kernels, with what it cannot know of Java filled in."""

import unittest

import jupyter_kernel_test

from kernel_support import use_own_kernel


class JavaKernelTest(jupyter_kernel_test.KernelTests):
    kernel_name = "java"
    language_name = "java"
    file_extension = ".jshell"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oops");'
    code_generate_error = 'throw new IllegalStateException("on purpose");'
    code_inspect_sample = "Math.max"

    completion_samples = [
        {"text": "Math.absEx", "matches": {"absExact("}},
        {"text": "new StringBuil", "matches": {"StringBuilder("}},
        {"text": "%mem", "matches": {"memory"}},
        {"text": "%", "matches": {
            "classpath", "doc", "help", "jars", "load", "loadFromPOM", "maven", "mavenRepo",
            "memory", "time", "who"}},
        {"text": "%%", "matches": {"loadFromPOM", "time"}},
    ]
    complete_code_samples = ["1", "int x = 5;", "int f() {\n  return 1;\n}", "// a comment", "%memory"]
    incomplete_code_samples = ["int f() {", "for (int i = 0; i < 3; i++)", 'print("""', "/* open"]
    invalid_code_samples = ["}", "int x = ;", "class 3 {}"]

    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": '"tex" + "t"', "result": "text"},
        {"code": "new int[] {1, 2}", "result": "[1, 2]"},
        {"code": "List.of(4, 5)", "result": "[4, 5]"},
    ]
    code_display_data = [
        {"code": 'display("<b>bold</b>", "text/html");', "mime": "text/html"},
        {"code": 'display("plain");', "mime": "text/plain"},
    ]
    code_page_something = "%doc Math.max"
    code_clear_output = "clearOutput(false);"
    code_history_pattern = "1?+*"
    supported_history_operations = ("tail", "range", "search")

    @classmethod
    def setUpClass(cls):
        use_own_kernel()
        super().setUpClass()


if __name__ == "__main__":
    unittest.main()
