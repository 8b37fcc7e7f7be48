# The command line in a container, made on Linux (the zip has the libraries of the machine that packs it):
#
#   ./mvnw package -Dmaven.test.skip=true
#   docker build -t wingloss .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/work" wingloss predict photo.jpg --draw out
#
# With --read-only it also needs --tmpfs /tmp:exec, for the libraries that are unpacked there.
FROM eclipse-temurin:17-jdk-noble AS unpacked
COPY distribution/target/wingloss-0.4.0.zip /tmp/wingloss.zip
WORKDIR /opt
RUN jar -xf /tmp/wingloss.zip && mv wingloss-* wingloss && chmod 755 wingloss wingloss/wingloss

FROM eclipse-temurin:17-jre-noble
COPY --from=unpacked /opt/wingloss /opt/wingloss
RUN ln -s /opt/wingloss/wingloss /usr/local/bin/wingloss
# Any user may run it; what libtorch unpacks goes into the home of the one that does.
ENV HOME=/tmp
USER 10001
WORKDIR /work
ENTRYPOINT ["wingloss"]
