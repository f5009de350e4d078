import { Home } from "../src/views/home/home.tsx";

export default function Page() {
  return <Home />;
}
