@echo off
rem Starts the command line. In a clone it builds it first when there is no build.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"

set "processor=%PROCESSOR_ARCHITECTURE%"
if defined PROCESSOR_ARCHITEW6432 set "processor=%PROCESSOR_ARCHITEW6432%"
if /i not "%processor%"=="AMD64" (
  >&2 echo wingloss: there are native libraries for Linux on x64 and arm64, macOS on arm64 and Windows on x64, and none for Windows on %processor%
  exit /b 1
)

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
rem An older Java stops at these options. Without "call" a java.bat would not come back.
call "%java%" -Xlog:disable --enable-native-access=ALL-UNNAMED -version >nul 2>&1
if errorlevel 1 (
  >&2 echo wingloss: "%java%" does not start, or is older than 17; install Java 17 or newer, or set JAVA_HOME
  exit /b 1
)

if not exist "%root%PLATFORM" goto clone
set /p packed=<"%root%PLATFORM"
if not "%packed%"=="windows-x64" (
  >&2 echo wingloss: this distribution is for %packed%, and this machine is windows-x64
  exit /b 1
)
set "classes=%root%lib\*"
set "native=%root%native"
goto start

:clone
rem Of a link %~dp0 is the folder of the link.
if not exist "%root%pom.xml" (
  >&2 echo wingloss: neither a distribution nor a clone in "%root%"; put the folder of the distribution or clone itself on PATH, no link
  exit /b 1
)
set "target=%root%cli\target"
set "classes=%target%\*;%target%\lib\*"
set "native=%target%\onnxruntime\windows-x64"
if exist "%target%\.launcher-built" if exist "%native%" goto start
>&2 echo wingloss: building (once; a minute or so, plus downloads the first time) ...
if exist "%target%\lib" rd /s /q "%target%\lib"
if exist "%target%\wingloss-cli-*.jar" del /q "%target%\wingloss-cli-*.jar"
pushd "%root%"
call "%root%mvnw.cmd" -B -Dstyle.color=never -Dmaven.test.skip=true -pl cli -am package >"%root%.build.log" 2>&1
set "status=%ERRORLEVEL%"
popd
if not "%status%"=="0" (
  >&2 findstr /l /b /c:"[ERROR]" /c:"[FATAL]" "%root%.build.log" || >&2 type "%root%.build.log"
  >&2 echo wingloss: the build failed; the whole log is in "%root%.build.log"
  exit /b 1
)
type nul >"%target%\.launcher-built"
del /q "%root%.build.log"

:start
"%java%" %WINGLOSS_JAVA_OPTS% -XX:+UseParallelGC -XX:+UseCountedLoopSafepoints -XX:LoopStripMiningIter=1000 -XX:MaxNewSize=512m -XX:-UsePerfData -Xlog:disable -Xlog:all=warning:stderr "-Xlog:cds*=off:stderr" -Xlog:gc+ergo=off:stderr --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Dai.djl.offline=true -DOPT_OUT_TRACKING=true "-Donnxruntime.native.path=%native%" -cp "%classes%" org.wingloss.cli.Main %*
exit /b %ERRORLEVEL%
