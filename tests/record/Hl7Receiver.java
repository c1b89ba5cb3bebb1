import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * Reads HL7 v2 with a parser that isn't ours, strictly. "file PATH PDF": prints what a message says and compares its PDF
 * with a file. "listen PORT": acknowledges what comes by MLLP, and prints its type.
 */
public class Hl7Receiver {
  static void show(Message message, String name, String path) throws Exception {
    System.out.println(name + "=" + new Terser(message).get(path));
  }

  public static void main(String[] arguments) throws Exception {
    var context = new DefaultHapiContext();
    context.setValidationContext(ValidationContextFactory.defaultValidation());
    if (arguments[0].equals("listen")) {
      var server = context.newServer(Integer.parseInt(arguments[1]), false);
      server.registerApplication("*", "*", new ReceivingApplication<Message>() {
        public Message processMessage(Message message, Map<String, Object> metadata) {
          try {
            show(message, "received", "/MSH-9-2");
            System.out.flush();
            return message.generateACK();
          } catch (Exception error) {
            throw new IllegalStateException(error);
          }
        }

        public boolean canProcess(Message message) {
          return true;
        }
      });
      server.startAndWait();
      System.out.println("ready");
      return;
    }
    var message = context.getPipeParser().parse(Files.readString(Path.of(arguments[1])));
    show(message, "class", "/MSH-9-3");
    show(message, "event", "/MSH-9-2");
    show(message, "family", "/.PID-5-1");
    show(message, "given", "/.PID-5-2");
    show(message, "number", "/.PID-3-1");
    show(message, "born", "/.PID-7-1");
    show(message, "visit", "/.PV1-19-1");
    show(message, "code", "/.OBX-3-1");
    show(message, "kind", "/.OBX-5-3");
    var sent = Base64.getDecoder().decode(new Terser(message).get("/.OBX-5-5"));
    System.out.println("pdf=" + java.util.Arrays.equals(sent, Files.readAllBytes(Path.of(arguments[2]))));
  }
}
