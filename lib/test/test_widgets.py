"""Sliders and menus in cells, by the messages that pages of ipywidgets exchange with kernels."""

import unittest

from kernel_support import Kernel

VIEW = "application/vnd.jupyter.widget-view+json"
CODE = """
import ihct.display.*;
new Controls()
    .choice("word", List.of("low", "high"), "low")
    .slider("times", 1, 9, 2)
    .show(at -> {
        int times = at.get("times");
        if (times == 9) {
            throw new IllegalArgumentException("nine is too many");
        }
        return at.<String>get("word").repeat(times);
    });
"""

# What models of ipywidgets 8 have to say of themselves.
NAMES = {"_model_module", "_model_module_version", "_model_name",
         "_view_module", "_view_module_version", "_view_name"}


class WidgetsTest(unittest.TestCase):

    def setUp(self):
        self.kernel = Kernel().__enter__()
        self.addCleanup(self.kernel.__exit__)

    def sent(self, kind, **content):
        """Sends a message of a page, and gives back what the kernel published for it."""
        return self.published(self.send(kind, content))

    def send(self, kind, content):
        message = self.kernel.client.session.msg(kind, content)
        self.kernel.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def published(self, request):
        published = []
        while not published or published[-1]["content"].get("execution_state") != "idle":
            answer = self.kernel.client.get_iopub_msg(timeout=30)
            if answer["parent_header"].get("msg_id") == request:
                published.append(answer)
        return published

    def shown(self):
        """Runs the cell: its models by their names, its view, and the picture's id."""
        outputs = self.kernel.run(CODE)
        self.assertEqual("ok", outputs.status, outputs)
        self.assertEqual("", outputs.text("stdout"))
        views, pictures = outputs.contents("display_data")
        self.assertEqual("lowlow", pictures["data"]["text/plain"])
        opened = [each for each in outputs if each["msg_type"] == "comm_open"]
        self.assertEqual({"jupyter.widget"}, {each["content"]["target_name"] for each in opened})
        return opened, views["data"][VIEW], pictures["transient"]["display_id"]

    def moved(self, model, data, picture):
        """Moves a control: the text that takes the picture's place, between busy and idle."""
        published = self.sent("comm_msg", comm_id=model, data=data)
        self.assertEqual("busy", published[0]["content"]["execution_state"])
        updates = [each["content"] for each in published
                   if each["msg_type"] == "update_display_data"]
        self.assertEqual([picture], [each["transient"]["display_id"] for each in updates])
        return updates[0]["data"]["text/plain"]

    def test_without_widgets_the_first_picture_is_shown(self):
        outputs = self.kernel.run(CODE)
        self.assertEqual(["lowlow"], outputs.displayed)
        self.assertIn("word = low, times = 2 (there are no controls here", outputs.text("stdout"))
        self.assertEqual([], outputs.contents("comm_open"))

    def test_protocol_of_versions_seven_and_eight(self):
        answers = self.sent("comm_open", comm_id="asks", data={},
                            target_name="jupyter.widget.control")
        self.assertIn("comm_close", [each["msg_type"] for each in answers])
        opened, view, picture = self.shown()
        states = {}
        for each in opened:
            self.assertRegex(each["metadata"]["version"], r"^2\.")
            self.assertEqual({"state", "buffer_paths"}, set(each["content"]["data"]))
            state = each["content"]["data"]["state"]
            self.assertLessEqual(NAMES, set(state))
            self.assertTrue(state["_model_module"].startswith("@jupyter-widgets/"), state)
            for key in ("layout", "style"):
                if key in state:
                    self.assertIn(state[key].removeprefix("IPY_MODEL_"), states)
            states[each["content"]["comm_id"]] = state
        self.assertEqual(2, view["version_major"])
        box = states[view["model_id"]]
        self.assertEqual("VBoxModel", box["_model_name"])
        menu, slider = (each.removeprefix("IPY_MODEL_") for each in box["children"])
        self.assertEqual(["low", "high"], states[menu]["_options_labels"])
        self.assertEqual(0, states[menu]["index"])
        self.assertEqual([1, 9, 2], [states[slider][key] for key in ("min", "max", "value")])

        def move(model, **state):
            return self.moved(
                model, {"method": "update", "state": state, "buffer_paths": []}, picture)

        self.assertEqual("lowlowlow", move(slider, value=3))
        self.assertEqual("highhighhigh", move(menu, index=1))
        self.assertIn("word = high, times = 9: nine is too many", move(slider, value=9))
        self.assertEqual("high", move(slider, value=1))
        self.assertIn("times = 9", move(slider, value=1e12))
        for wrong in ("x", None, [1]):  # is neither drawn nor kept
            published = self.sent("comm_msg", comm_id=slider,
                                  data={"method": "update", "state": {"value": wrong}})
            self.assertEqual({"status"}, {each["msg_type"] for each in published})

        # A page that is opened anew asks for the models that there are, and how they are.
        client = self.kernel.client
        request = client.comm_info("jupyter.widget")
        reply = client.get_shell_msg(timeout=30)
        while reply["parent_header"].get("msg_id") != request:
            reply = client.get_shell_msg(timeout=30)
        self.assertEqual(set(states), set(reply["content"]["comms"]))
        answers = self.sent("comm_msg", comm_id=slider, data={"method": "request_state"})
        update = [each["content"]["data"] for each in answers if each["msg_type"] == "comm_msg"][0]
        self.assertEqual(("update", 9), (update["method"], update["state"]["value"]))

    def test_protocol_of_version_six(self):
        answers = self.sent("comm_open", comm_id="asks", data={},
                            target_name="jupyter.widget.version")
        self.assertEqual(["*"], [each["content"]["data"]["version"] for each in answers
                                 if each["msg_type"] == "comm_msg"])
        opened, view, picture = self.shown()
        states = {each["content"]["comm_id"]: each["content"]["data"] for each in opened}
        self.assertEqual({"jupyter-js-widgets"}, {each["_model_module"] for each in states.values()})
        self.assertEqual(1, view["version_major"])
        menu, slider = (each.removeprefix("IPY_MODEL_") for each in states[view["model_id"]]["children"])

        def move(model, **state):
            return self.moved(model, {"method": "backbone", "sync_data": state}, picture)

        self.assertEqual("highhigh", move(menu, value="high"))
        self.assertEqual("high", move(slider, value=1))

    def test_picture_that_never_ends_is_stopped(self):
        self.sent("comm_open", comm_id="asks", data={}, target_name="jupyter.widget.control")
        outputs = self.kernel.run(
            'import ihct.display.*;\nnew Controls().slider("n", 0, 1, 0).show(at -> {\n'
            '    int n = at.get("n");\n    if (n == 1) { System.out.println("drawing"); }\n'
            "    while (n == 1) { }\n    return n;\n});")
        slider = next(each["content"]["comm_id"] for each in outputs if each["msg_type"] == "comm_open"
                      and each["content"]["data"]["state"]["_model_name"] == "IntSliderModel")
        request = self.send("comm_msg", {
            "comm_id": slider, "data": {"method": "update", "state": {"value": 1}}})
        self.kernel.wait_for("drawing", request)
        self.kernel.manager.interrupt_kernel()
        self.assertIn("error", [each["msg_type"] for each in self.published(request)])
        self.assertEqual(["3"], self.kernel.run("1 + 2").results)

    def test_messages_reach_the_code_of_cells(self):
        self.kernel.run(
            "import org.dflib.jjava.jupyter.kernel.comm.*;\n"
            "import org.dflib.jjava.jupyter.messages.Message;\n"
            "import org.dflib.jjava.jupyter.messages.comm.*;\n"
            "class Echo extends Comm {\n"
            "    Echo(CommManager all, String id, String target) { super(all, id, target); }\n"
            "    protected void onMessage(Message<CommMsgCommand> message) {\n"
            '        System.out.println("heard");\n'
            "        send(message.getContent().getData());\n"
            "    }\n"
            "    protected void onClose(Message<CommCloseCommand> message, boolean remote) { }\n"
            "}\n"
            'kernel().getCommManager().registerTarget("echo",'
            " (all, id, target, message) -> new Echo(all, id, target));")
        self.sent("comm_open", comm_id="one", data={}, target_name="echo")
        answers = self.sent("comm_msg", comm_id="one", data={"a": 1})
        self.assertEqual(["heard\n"], [each["content"]["text"] for each in answers
                                       if each["msg_type"] == "stream"])
        self.assertEqual([{"a": 1}], [each["content"]["data"] for each in answers
                                      if each["msg_type"] == "comm_msg"])


if __name__ == "__main__":
    unittest.main()
