import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.HashMapResourceProvider;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;

/** A record system with gaps: it ignores If-None-Exist and has few types and searches. Arguments: port. */
public class FhirPlain {
  public static void main(String[] arguments) throws Exception {
    var context = FhirContext.forR4();
    var rest = new RestfulServer(context);
    for (Class<? extends IBaseResource> type :
        List.of(Patient.class, Encounter.class, DocumentReference.class, Communication.class))
      rest.registerProvider(new HashMapResourceProvider<>(context, type));
    var server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])));
    var handler = new ServletContextHandler();
    handler.setContextPath("/");
    handler.addServlet(new ServletHolder(rest), "/fhir/*");
    server.setHandler(handler);
    server.start();
    System.out.println("ready");
    server.join();
  }
}
